/**
 * Sees to the two native parts, hnswlib-node and nodejieba, after an install.
 *
 * Their own install scripts need node-gyp, Python, headers from nodejs.org or a download from GitHub, and
 * npm 12 does not run them at all. A C++ compiler is enough: each is one `.node` file made from the sources in
 * its package. Without a compiler plain stand-ins serve, so this never fails an install.
 *
 * Usage: npm run native [-- --verbose]
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

const VERBOSE = process.argv.includes("--verbose");
const INSTALLING = process.env.npm_lifecycle_event === "postinstall";
const MINUTE = 60_000;

/** Defines, sources and include folders are those of each package's binding.gyp; `output` is where it looks. */
const PARTS = [
  {
    name: "hnswlib-node",
    standIn: "an exact vector scan",
    output: "build/Release/addon.node",
    sources: ["src/addon.cc"],
    include: [],
    defines: ["NAPI_DISABLE_CPP_EXCEPTIONS"],
  },
  {
    name: "nodejieba",
    standIn: "our own reading of its dictionary",
    output: "build/Release/nodejieba.node",
    sources: ["lib/index.cpp", "lib/nodejieba.cpp"],
    include: ["submodules/cppjieba/include", "submodules/cppjieba/deps/limonp/include"],
    defines: ["LOGGING_LEVEL=LL_WARNING"],
  },
];

const COMPILER_PACKAGES = [
  ["xcode-select", "xcode-select --install"],
  ["apt-get", "apt-get install g++"],
  ["apk", "apk add g++"],
  ["dnf", "dnf install gcc-c++"],
  ["pacman", "pacman -S gcc"],
  ["zypper", "zypper install gcc-c++"],
];

const require = createRequire(import.meta.url);

/** Runs a program to its end. */
function run(program, args, timeout) {
  return new Promise((resolve) => {
    execFile(program, args, { timeout, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
      resolve({ ok: !error, output: `${stdout}${stderr}`.trim() || (error?.message ?? "") }),
    );
  });
}

function folderOf(name) {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined; // npm leaves optional packages out with --omit=optional
  }
}

/** Loaded in a process of its own: a binary for another system can end the one that loads it. */
async function loads(file) {
  if (!existsSync(file)) return false;
  return (await run(process.execPath, ["-e", "require(process.argv[1])", file], MINUTE)).ok;
}

/** @returns the first compiler that runs, as program and arguments (`CXX="ccache g++"` has two words) */
async function findCompiler() {
  for (const candidate of [process.env.CXX, "c++", "g++", "clang++"]) {
    const words = candidate?.trim().split(/\s+/) ?? [];
    if (words[0] && (await run(words[0], [...words.slice(1), "--version"], MINUTE)).ok) return words;
  }
  return undefined;
}

async function compile(part, [program, ...given]) {
  const { folder } = part;
  const from = createRequire(join(folder, "package.json"));
  const headers = [dirname(from.resolve("node-addon-api")), require("node-api-headers").include_dir];
  const file = join(folder, part.output);
  const unfinished = `${file}.${process.pid}.part.node`;
  const args = [
    ...given,
    ...["-std=c++17", "-O3", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-shared", "-w"],
    ...(process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : []),
    ...part.defines.map((define) => `-D${define}`),
    ...[...headers, ...part.include.map((path) => join(folder, path))].map((path) => `-I${path}`),
    ...part.sources.map((path) => join(folder, path)),
    ...["-o", unfinished],
  ];
  await mkdir(dirname(file), { recursive: true });
  const result = await run(program, args, 10 * MINUTE);
  if (VERBOSE) console.error(`${[program, ...args].join(" ")}\n${result.output}`);
  const works = result.ok && (await loads(unfinished));
  if (works) await rename(unfinished, file);
  else await rm(unfinished, { force: true });
  return { part, works, fault: result.ok ? "built, but does not load" : faultIn(result.output) };
}

/** The line of a compiler's output that says most. */
function faultIn(output) {
  const lines = output.split("\n");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0]).trim().slice(0, 160);
}

function howToBuild() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = COMPILER_PACKAGES.find(([tool]) => folders.some((folder) => existsSync(join(folder, tool))));
  return known
    ? `To build: ${known[1]} && npm run native`
    : "To build: install a C++ compiler (g++ or clang++), then npm run native";
}

function say(parts, what, help) {
  const list = (key) => parts.map((part) => part[key]).join(" and ");
  const serve = parts.length > 1 ? "serve" : "serves";
  console.log(`Native parts: ${list("name")} ${what}; ${list("standIn")} ${serve} instead. ${help}`);
}

async function build(parts, compiler) {
  const begun = performance.now();
  const results = await Promise.all(parts.map((part) => compile(part, compiler)));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const built = results.filter(({ works }) => works).map(({ part }) => part.name);
  if (built.length > 0) console.log(`Native parts: ${built.join(" and ")} built in ${seconds} s`);
  for (const { part, works, fault } of results) {
    if (!works) say([part], `not built (${fault})`, "Details: npm run native -- --verbose");
  }
}

async function main() {
  const parts = PARTS.map((part) => ({ ...part, folder: folderOf(part.name) }));
  const loading = await Promise.all(
    parts.map(({ folder, output }) => (folder ? loads(join(folder, output)) : false)),
  );
  const absent = parts.filter(({ folder }) => !folder);
  const unbuilt = parts.filter(({ folder }, i) => folder && !loading[i]);
  if (absent.length > 0) say(absent, "not installed", "To install: npm install --include=optional");
  if (unbuilt.length > 0) {
    const compiler = process.platform === "win32" ? undefined : await findCompiler();
    if (compiler) await build(unbuilt, compiler);
    else say(unbuilt, "not built, for want of a C++ compiler", howToBuild());
  } else if (absent.length === 0 && !INSTALLING) {
    // Asked for by hand it answers; after an install in which all is well it is silent.
    console.log("Native parts: both load");
  }
}

// An install must not fail over a part that has a stand-in.
await main().catch((error) => console.log(`Native parts: left as they are (${error.message})`));
