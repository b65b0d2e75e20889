/**
 * What the index needs of an embedder, and no more. Adapters live in `models/`
 * and are handed in, because some of them compute here, some call a service,
 * and one is fitted on the very corpus it serves.
 */

/** Length-1 vector: for these, cosine similarity is the plain dot product. */
export type UnitVector = Float32Array & { readonly brand: "UnitVector" };

/** Whether a text is searched for or searched in; some models embed the two differently. */
export type EmbedAs = "passage" | "query";

export interface Embedder {
  /** Stands in the manifest. Two embedders with one id give the same vectors. */
  readonly id: string;
  readonly dimension: number;
  /** Texts a call takes best; without it any number is as good. */
  readonly batch?: number;
  /**
   * @returns one entry a text, in order; `null` where the embedder has nothing
   *   to go by (an empty text, one made only of terms it has never seen).
   */
  embed(texts: readonly string[], as: EmbedAs, signal?: AbortSignal): Promise<readonly (UnitVector | null)[]>;
}

/** Folded words and character pairs of a text, repeated as often as they occur. */
export type TermsOf = (text: string) => readonly string[];

export interface FitOptions {
  readonly termsOf: TermsOf;
  readonly signal?: AbortSignal | undefined;
  /**
   * State of the generation whose vectors would be taken over. Only an embedder that still embeds as it did
   * then comes back with that one's id: vectors kept under an id are never mixed with others.
   */
  readonly previous?: Buffer | undefined;
  /** Which of the texts have no vector yet under an id; without it all of them. Some ask before they spend. */
  readonly missing?: ((id: string) => readonly string[]) | undefined;
}

/** An embedder with what it learnt from the corpus; `restore` makes the same one of it. */
export interface FittedEmbedder extends Embedder {
  state(): Buffer;
}

/** Makes the embedder of a new generation, and brings back that of a stored one. */
export interface EmbedderFactory {
  /** Stands in the manifest: a generation is opened by the factory that built it. */
  readonly name: string;
  /** Embedders that learn nothing from the corpus return at once, with an empty state. */
  fit(texts: readonly string[], options: FitOptions): Promise<FittedEmbedder>;
  /** @throws {IndexFileError} if the state is not one of this factory's. */
  restore(state: Buffer, options: { readonly termsOf: TermsOf }): Promise<Embedder>;
  /** Ends what runs beside (a thread with its model); its embedders embed nothing after that. */
  close?(): Promise<void>;
}

/**
 * Scales to length 1.
 *
 * @throws {RangeError} for the zero vector and for any component that is not finite.
 */
export function toUnit(values: ArrayLike<number>): UnitVector {
  let square = 0;
  for (let i = 0; i < values.length; i++) square += values[i]! * values[i]!;
  if (!Number.isFinite(square)) throw new RangeError("a vector with a component that is not finite");
  if (square === 0) throw new RangeError("the zero vector has no direction");
  const length = Math.sqrt(square);
  return Float32Array.from(values, (value) => value / length) as UnitVector;
}
