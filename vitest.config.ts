import { defineConfig } from "vitest/config";
import { summaryReporter } from "./test/summary-reporter.js";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // Processes, not threads: a fault in a native part ends one file's process and not the run. Two at a time,
    // because each that loads nodejieba's dictionary takes 0.8 s and 255 MB.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    reporters: ["default", summaryReporter()],
  },
});
