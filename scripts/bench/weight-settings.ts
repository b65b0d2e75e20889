/**
 * The weights of a ranking by name, as a person types them: `near=0.5`, or
 * `bm25Words.b=0.4` for a value inside another. Read from the defaults, so that a
 * weight added there can be measured at once.
 */
import { UsageError } from "../../src/errors.js";
import { DEFAULT_WEIGHTS, type RankingWeights } from "../../src/search/ranking.js";

/** Names of all weights, in the order of the defaults. */
export function weightNames(weights: RankingWeights = DEFAULT_WEIGHTS): string[] {
  return Object.entries(weights).flatMap(([name, value]) =>
    typeof value === "number" ? [name] : Object.keys(value).map((inner) => `${name}.${inner}`),
  );
}

/** @throws {UsageError} if there is no weight of that name. */
export function weightOf(weights: RankingWeights, name: string): number {
  const [field = "", inner] = name.split(".", 2);
  const outer: unknown = Object.entries(weights).find(([key]) => key === field)?.[1];
  const value = inner === undefined ? outer : Object.entries(outer ?? {}).find(([key]) => key === inner)?.[1];
  if (typeof value !== "number") throw new UsageError(`“${name}” is no weight: ${weightNames().join(", ")}`);
  return value;
}

/** @param setting `near=0.5` @throws {UsageError} if it names no weight, or gives no number. */
export function withSetting(weights: RankingWeights, setting: string): RankingWeights {
  const [name = "", text = ""] = setting.split("=", 2);
  weightOf(weights, name);
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new UsageError(`${name}: “${text}” is not a number`);
  return withWeight(weights, name, value);
}

export function withWeight(weights: RankingWeights, name: string, value: number): RankingWeights {
  const [field = "", inner] = name.split(".", 2);
  if (inner === undefined) return { ...weights, [field]: value };
  const outer = Object.entries(weights).find(([key]) => key === field)?.[1];
  return { ...weights, [field]: { ...(outer as object), [inner]: value } };
}
