/**
 * The project's own source as data: which file imports which, and which of the world's handles (clock, network,
 * environment) it takes hold of. Read from the syntax tree, so that comments and strings do not count.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";

export const ROOT = join(import.meta.dirname, "..");

export interface SourceImport {
  /** `src/news/text.ts` for a file of ours, else the package: `zod`, `node:fs`, `@scope/name`. */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

export interface SourceText {
  /** From the root, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly SourceImport[];
  /** Such as `Date.now`, `new Date()`, `fetch`, `process.env`. */
  readonly handles: readonly string[];
}

const HANDLES = ["Date.now", "Math.random", "performance.now", "process.env"];
const NAMES = ["console", "fetch", "WebSocket", "systemClock"];

export function readSources(folder: string): SourceText[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|[\\/])node_modules[\\/]/.test(name))
    .map((name) => parseSource(join(folder, name).replaceAll("\\", "/")))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parseSource(path: string): SourceText {
  const text = readFileSync(join(ROOT, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: SourceImport[] = [];
  const handles = new Set<string>();
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) imports.push(toImport(path, found));
    const handle = handleOf(node);
    if (handle) handles.add(handle);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, lines: text.split("\n").length - 1, imports, handles: [...handles].sort() };
}

interface FoundImport {
  readonly name: string;
  readonly typeOnly: boolean;
}

function importOf(node: ts.Node): FoundImport | undefined {
  if (ts.isImportDeclaration(node)) {
    return { name: literal(node.moduleSpecifier), typeOnly: onlyTypes(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return { name: literal(node.moduleSpecifier), typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { name: literal(node.argument.literal), typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { name: literal(node.arguments[0]), typeOnly: false };
  }
  return undefined;
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  const named = clause.namedBindings;
  if (clause.isTypeOnly) return true;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

function literal(node: ts.Node | undefined): string {
  // A name worked out at run time would slip through the table, so it is a target that no table allows.
  return node && ts.isStringLiteralLike(node) ? node.text : "(a name worked out)";
}

function toImport(path: string, { name, typeOnly }: FoundImport): SourceImport {
  if (name.startsWith(".")) {
    const target = relative(".", normalize(join(dirname(path), name))).replaceAll("\\", "/");
    return { target: target.replace(/\.js$/, ".ts"), ours: true, typeOnly };
  }
  const parts = name.split("/");
  return { target: parts.slice(0, name.startsWith("@") ? 2 : 1).join("/"), ours: false, typeOnly };
}

function handleOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length)
    return "new Date()";
  if (ts.isPropertyAccessExpression(node)) return HANDLES.find((handle) => node.getText() === handle);
  const asProperty = ts.isPropertyAccessExpression(node.parent ?? node) && node.parent.getChildAt(0) !== node;
  const asKey = node.parent && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  if (ts.isIdentifier(node) && !asProperty && !asKey) return NAMES.find((name) => node.text === name);
  return undefined;
}
