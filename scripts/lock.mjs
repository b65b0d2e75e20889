/**
 * Takes the marks out of package-lock.json by which npm 10 would run the install scripts of dependencies.
 *
 * npm 11 and 12 leave them alone because `allowScripts` in package.json says so; npm 10 does not know that
 * field, and those scripts fetch from nodejs.org, GitHub and NuGet. None is needed: scripts/native.mjs builds
 * the two native parts, and everything else comes ready made. npm writes the marks again with every
 * `npm install`, and test/native.test.ts notices.
 *
 * Usage: npm run lock
 */
import { readFile, writeFile } from "node:fs/promises";

const FILE = new URL("../package-lock.json", import.meta.url);
/** They hold a binding.gyp, at whose sight npm runs node-gyp unless told otherwise. */
const GYP_PACKAGES = ["node_modules/hnswlib-node", "node_modules/nodejieba"];

const lock = JSON.parse(await readFile(FILE, "utf8"));
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === "") continue;
  delete entry.hasInstallScript;
  // A lock that names a registry works only where that registry is.
  delete entry.resolved;
  if (GYP_PACKAGES.includes(place)) entry.gypfile = false;
}
await writeFile(FILE, `${JSON.stringify(lock, null, 2)}\n`);
