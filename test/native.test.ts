/**
 * What happens after an install: with the real parts, and in a small project of the same shape whose two add-ons
 * have no compiled code, with compilers that are missing, broken, or do as they should.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "./source-files.js";

const BINARIES = ["hnswlib-node/build/Release/addon.node", "nodejieba/build/Release/nodejieba.node"];
const ALL_IS_WELL = 'case "$1" in --version) exit 0;; esac; ';

let project: string;
const binary = (name: string) => join(project, "node_modules", name);

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "native-"));
  for (const name of ["hnswlib-node", "nodejieba", "node-addon-api", "node-api-headers"]) {
    const folder = join(project, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, main: "index.js" }));
    writeFileSync(join(folder, "index.js"), "exports.include_dir = __dirname;");
  }
  mkdirSync(join(project, "scripts"));
  cpSync(join(ROOT, "scripts/native.mjs"), join(project, "scripts/native.mjs"));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

/** @param compiler a shell script that stands for the C++ compiler; without one there is none */
function runNative(compiler?: string) {
  const bin = join(project, "bin");
  mkdirSync(bin, { recursive: true });
  if (compiler !== undefined) {
    writeFileSync(join(bin, "c++"), `#!/bin/sh\n${compiler}\n`);
    chmodSync(join(bin, "c++"), 0o755);
  }
  const env = { PATH: bin, npm_lifecycle_event: "postinstall" };
  const script = join(project, "scripts/native.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
  return { status, lines: stdout.split("\n").filter(Boolean), stderr };
}

describe.skipIf(process.platform === "win32")("native.mjs", () => {
  it("says in one line what is missing without a compiler, what serves, and what helps", () => {
    const { status, lines, stderr } = runNative();

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(lines).toHaveLength(1);
    for (const word of ["hnswlib-node", "nodejieba", "C++ compiler", "its dictionary", "npm run native"]) {
      expect(lines[0]).toContain(word);
    }
  });

  it("names the first fault of a compiler that cannot, and leaves nothing behind", () => {
    const { status, lines } = runNative(
      `${ALL_IS_WELL} echo "addon.cc:1: fatal error: no such file" >&2; exit 1`,
    );

    expect(status).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("fatal error: no such file");
    expect(BINARIES.filter((name) => existsSync(binary(name)))).toEqual([]);
  });

  it("does not put a file in place that does not load", () => {
    const { status, lines } = runNative(
      `${ALL_IS_WELL} while [ "$1" != -o ]; do shift; done; echo junk > "$2"`,
    );

    expect(status).toBe(0);
    expect(lines.join()).toContain("does not load");
    expect(BINARIES.filter((name) => existsSync(binary(name)))).toEqual([]);
  });

  it("tells of a package that was left out, and goes on with the other", () => {
    rmSync(join(project, "node_modules/nodejieba"), { recursive: true });

    const { status, lines } = runNative();

    expect(status).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/nodejieba not installed; .*npm install --include=optional/),
      expect.stringMatching(/hnswlib-node not built/),
    ]);
  });

  it("is silent after an install when both parts load", ({ skip }) => {
    const real = BINARIES.map((name) => join(ROOT, "node_modules", name));
    if (!real.every((file) => existsSync(file))) skip("built only where there is a compiler");
    for (const [i, name] of BINARIES.entries()) cpSync(real[i]!, binary(name));

    expect(runNative()).toEqual({ status: 0, lines: [], stderr: "" });
  });
});

describe("package-lock.json", () => {
  interface Entry {
    readonly version?: string;
    readonly resolved?: string;
    readonly hasInstallScript?: boolean;
    readonly gypfile?: boolean;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, Entry>;
  };
  const dependencies = Object.entries(packages).filter(([place]) => place !== "");

  it("lets no dependency run a script under npm 10; npm run lock mends it", () => {
    expect(dependencies.filter(([, entry]) => entry.hasInstallScript).map(([place]) => place)).toEqual([]);
    expect(packages["node_modules/hnswlib-node"]?.gypfile).toBe(false);
    expect(packages["node_modules/nodejieba"]?.gypfile).toBe(false);
  });

  it("names no registry, so that any mirror serves", () => {
    expect(dependencies.filter(([, entry]) => entry.resolved).map(([place]) => place)).toEqual([]);
  });

  it("holds the packages of every platform, which npm 11 insists on", () => {
    const names = new Set(dependencies.map(([place]) => place.replace(/^.*node_modules\//, "")));
    const wanted = dependencies.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}));

    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });
});
