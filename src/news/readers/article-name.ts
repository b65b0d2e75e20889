/**
 * Which files of an archive are articles. Apart from what reads them, because every
 * question looks whether files have changed, and few read one.
 */

/** Is this the name of an article, and not of a note beside the articles (README, a hidden file)? */
export function isArticleName(name: string): boolean {
  return (
    /\.(?:md|markdown)$/i.test(name) && !/^(?:\.|_|readme|changelog|license|licence|notes?\.)/i.test(name)
  );
}
