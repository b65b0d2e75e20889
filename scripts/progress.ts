/**
 * One bar for each stage of a build, for `index` and for `ask`, which builds
 * an index where there is none.
 */
import type { BuildStage } from "../src/index/build-options.js";
import { createProgress, type Progress } from "./cli.js";

const LABELS: Readonly<Record<BuildStage, string>> = {
  keywords: "reading articles",
  fitting: "getting the vectors ready",
  embedding: "embedding passages",
  vectors: "linking vectors",
  checking: "checking what was written",
};

export interface BuildProgress {
  readonly update: (stage: BuildStage, done: number, total: number) => void;
  /** Takes away what is on the screen, also after a failure. */
  readonly stop: () => void;
}

export function createBuildProgress(): BuildProgress {
  let shown: { stage: BuildStage; bar: Progress } | null = null;
  return {
    update(stage, done, total) {
      if (shown?.stage !== stage) {
        shown?.bar.stop();
        shown = { stage, bar: createProgress(LABELS[stage]) };
      }
      shown.bar.update(done, total);
    },
    stop() {
      shown?.bar.stop();
      shown = null;
    },
  };
}
