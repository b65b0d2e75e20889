/**
 * The Chinese calendar: on which day a lunar date of a year falls.
 *
 * A table, because the runtime's own calendar (Intl) is a day off where a new
 * moon comes close to midnight: it begins 2027 and 2030 on the wrong day.
 */
import { addDays, type IsoDay, isoDay } from "../../clock.js";

const FIRST_YEAR = 1950;

// Five base-36 digits a year: days from 20 January to the first day × 2^17, the month after which
// a leap month stands (0 for none) × 2^13, and one bit a month, the first lowest, for 30 days.
const YEARS = [
  "26oty1btf10knu21y9iq13elh0bxai1soqy0wd5h29j131hemu0nl4l213o518ziq0etut1vi5h10k0a03el31k8t70tftm26ove",
  "1btk90ko5u213rm13e3p0993f1pv0r0wf5729hgt1elil0nl9l23xd5190uq0ewpx1vhut12f652f5921k7920qd9x26p5h1bu7d",
  "0kple214eq167mu090eu1n1w70wf6e2caqi1elsl0nh6x23w3t18zgz0c20b1sn570xrob0634q1k7sa0qnv929j8k1emo90hvo3",
  "1yahh13cx9096st1n1yt0wlnu2cb821hg9x0nosq23xai190np0ev5a1sn6e0xrqt063761n1760qf1h26p7p1bsjv0hswn1vhrf",
  "13cyi090ie1pv8p0wymq2ccb61hfs50no7f213kb165yj0c57f1sn8t0xrvu064b61n2j60thd126qed1btcl0hui51y9bq10jw5",
  "0912i1pvwp0za8i2ccya1hg6e0nl1y213kn165zq0bz6d1snkl10k7d03ez71k80j0qmnf26otn1907v0humy1y9gq13e5h099ai",
  "1pv7u0wgb92cc5x1elgt0krzh213n918zai0c04l1soth10le206avp1k97a0qngu26ouu1btf90hupe1y9qq13esl0c0ne1n157",
  "0tkev29huz1eli30ks0m213sa18zma0evj9",
].join("");

interface LunarMonth {
  readonly month: number;
  readonly leap: boolean;
  readonly start: IsoDay;
  readonly days: number;
}

/**
 * @param year the lunar year, named by the solar year in which it begins
 * @param month 1–12, never the leap month
 * @returns undefined outside 1950–2096 and for a 30th day the month does not have
 */
export function lunarDay(year: number, month: number, day: number): IsoDay | undefined {
  const found = lunarMonths(year).find((candidate) => candidate.month === month && !candidate.leap);
  return found && day >= 1 && day <= found.days ? addDays(found.start, day - 1) : undefined;
}

/** The last day (除夕) of a lunar year: the 29th or 30th of its twelfth month. */
export function lunarYearsEnd(year: number): IsoDay | undefined {
  const last = lunarMonths(year).at(-1);
  return last && addDays(last.start, last.days - 1);
}

function lunarMonths(year: number): readonly LunarMonth[] {
  const at = (year - FIRST_YEAR) * 5;
  const packed = at >= 0 ? Number.parseInt(YEARS.slice(at, at + 5), 36) : Number.NaN;
  if (Number.isNaN(packed)) return [];
  const leapAfter = (packed >> 13) & 15;
  const months: LunarMonth[] = [];
  let start = addDays(isoDay(year, 1, 20)!, packed >> 17);
  for (let i = 0; i < (leapAfter > 0 ? 13 : 12); i++) {
    const leap = leapAfter > 0 && i === leapAfter;
    const days = (packed >> i) & 1 ? 30 : 29;
    months.push({ month: leapAfter > 0 && i >= leapAfter ? i : i + 1, leap, start, days });
    start = addDays(start, days);
  }
  return months;
}
