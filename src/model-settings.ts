/** From the model's settings to what the answerer asks: one place for the bot and for the commands. */
import type { TokenBudget } from "./answer/written/budget.js";
import type { AnswererModel } from "./answer/written/writer.js";
import { beijingDay, systemClock } from "./clock.js";
import type { ModelConfig } from "./config.js";
import type { BreakerOptions } from "./models/circuit-breaker.js";
import { createOpenAiModel } from "./models/openai-model.js";

export interface ModelParts extends Pick<AnswererModel, "onFailure"> {
  readonly budget: TokenBudget;
  readonly breaker: BreakerOptions;
}

export function toAnswererModel(
  settings: ModelConfig,
  { budget, breaker, onFailure }: ModelParts,
): Omit<AnswererModel, "dictionary"> {
  const { apiKey, baseUrl, model, promptTokens, answerTokens } = settings;
  const limits = {
    firstMs: settings.firstTokenSeconds * 1000,
    idleMs: settings.idleSeconds * 1000,
    totalMs: settings.totalSeconds * 1000,
  };
  return {
    chat: createOpenAiModel({ apiKey: apiKey.reveal(), baseUrl, model, limits }, breaker),
    budget,
    day: () => beijingDay(systemClock.now()),
    deadline: (ms) => AbortSignal.timeout(ms),
    limits: { promptTokens, answerTokens },
    ...(onFailure && { onFailure }),
  };
}
