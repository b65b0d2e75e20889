/**
 * Checks a call against the machine-readable Bot API: unknown parameters, missing
 * ones, types down to the last nested object. Telegram itself drops what it does
 * not know without a word, so a misspelt parameter would never be noticed.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const Spec = z.object({
  methods: z.record(z.string(), z.object({ fields: z.array(Field).optional() })),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(Field).optional(), subtypes: z.array(z.string()).optional() }),
  ),
});
type Field = z.infer<typeof Field>;

/** Stands beside the project where it is at hand; it is no part of it. */
const FILE = join(import.meta.dirname, "../../../shared/telegram/bot-api.json");

export type SpecCheck = (method: string, payload: Readonly<Record<string, unknown>>) => string[];

export const hasSpec = existsSync(FILE);

/** @returns null where the file is not at hand */
export function readSpecCheck(): SpecCheck | null {
  if (!hasSpec) return null;
  const { methods, types } = Spec.parse(JSON.parse(readFileSync(FILE, "utf8")));

  function checkFields(fields: readonly Field[], value: object, where: string): string[] {
    const given = value as Readonly<Record<string, unknown>>;
    const known = new Set(fields.map(({ name }) => name));
    const unknown = Object.keys(given).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => `${where}: unknown parameter ${name}`),
      ...fields.flatMap((field) => {
        const own = given[field.name];
        if (own === undefined) return isRequired(field, where) ? [`${where}: ${field.name} is missing`] : [];
        return checkTypes(field.types, own, `${where}.${field.name}`);
      }),
    ];
  }

  /** Any of the types will do; the complaint is that of the nearest. */
  function checkTypes(names: readonly string[], value: unknown, where: string): string[] {
    const complaints = names.map((name) => checkType(name, value, where));
    return complaints.sort((a, b) => a.length - b.length)[0] ?? [];
  }

  function checkType(name: string, value: unknown, where: string): string[] {
    if (name.startsWith("Array of ")) {
      if (!Array.isArray(value)) return [`${where}: not an array`];
      return value.flatMap((item, i) =>
        checkTypes(name.slice(9).split(/ and | or |, /), item, `${where}[${i}]`),
      );
    }
    switch (name) {
      case "Integer":
        return Number.isSafeInteger(value) ? [] : [`${where}: not an integer`];
      case "Float":
        return typeof value === "number" ? [] : [`${where}: not a number`];
      case "String":
        return typeof value === "string" ? [] : [`${where}: not a string`];
      case "Boolean":
      case "True":
        return typeof value === "boolean" ? [] : [`${where}: not a boolean`];
      default:
        return checkObject(name, value, where);
    }
  }

  function checkObject(name: string, value: unknown, where: string): string[] {
    const type = types[name];
    if (!type) return [`${where}: the Bot API has no type ${name}`];
    if (typeof value !== "object" || value === null) return [`${where}: not a ${name}`];
    if (type.subtypes?.length) return checkTypes(type.subtypes, value, where);
    return checkFields(type.fields ?? [], value, where);
  }

  return (method, payload) => {
    const known = methods[method];
    return known ? checkFields(known.fields ?? [], payload, method) : [`${method}: no such method`];
  };
}

/** Three later fields are marked as required although only one of their kind may be given. */
function isRequired({ name, required }: Field, where: string): boolean {
  return required && !(name === "ephemeral_message_id" && where.endsWith("reply_parameters"));
}
