/**
 * What the bench and the processes it starts say to each other. A build and the
 * searches are two processes: what a build leaves in memory is not what serving takes.
 */
import type { Place } from "./engine.js";
import type { BenchQuestion } from "./questions.js";

export interface Job {
  readonly phase: "build" | "serve";
  readonly engine: string;
  readonly setup: string;
  readonly place: Place;
  readonly queries: readonly BenchQuestion["query"][];
  /** Processor seconds that the searches may take; a slow engine is asked fewer questions. */
  readonly seconds: number;
}

export interface Built {
  /** Processor time, of all threads. */
  readonly cpuS: number;
  readonly wallS: number;
  /** Of the words cut alone, with nothing kept: what no index in JavaScript can be faster than. Ours only. */
  readonly cutCharactersPerCpuS?: number;
  /** Files of the index. */
  readonly bytes: number;
  readonly peakMb: number;
}

export interface Served {
  readonly loadMs: number;
  readonly loadCpuMs: number;
  /** What the index takes once every question was asked, beyond the process and the word cutter's dictionary. */
  readonly memoryMb: number;
  /** What the word cutter takes. */
  readonly dictionaryMb: number;
  /** Places of the queries that were asked; all of them unless the engine is slow. */
  readonly asked: readonly number[];
  /** For each of them what was found, and how long it took, in milliseconds: the middle of three times where there was time. */
  readonly found: readonly (readonly string[])[];
  readonly ms: readonly number[];
  readonly cpuMsPerQuestion: number;
}

export type Said =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "built"; readonly built: Built }
  | { readonly kind: "served"; readonly served: Served }
  | { readonly kind: "failed"; readonly reason: string };
