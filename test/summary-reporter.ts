/**
 * Ends a test run with one line that needs no knowledge of vitest to read: `12 passed, 0 failed`.
 */
import type { Reporter, TestModule } from "vitest/node";

export function summaryReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors, reason) {
      const passed = modules.reduce((sum, module) => sum + countTests(module, "passed"), 0);
      // A file that does not load and a hook or promise that fails belong to no test, and are failures all the
      // same; so is a run that found no tests or was interrupted.
      const faults = modules.map((module) => Math.max(countTests(module, "failed"), module.ok() ? 0 : 1));
      const failed = faults.reduce((sum, count) => sum + count, unhandledErrors.length);
      console.log(`${passed} passed, ${reason === "passed" ? failed : Math.max(failed, 1)} failed`);
    },
  };
}

function countTests(module: TestModule, state: "passed" | "failed"): number {
  return [...module.children.allTests(state)].length;
}
