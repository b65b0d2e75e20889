/** A Markdown article, as it is written in the archive. */
import type { Article } from "../article.js";
import { parseArticleMarkdown } from "../article.js";

/**
 * @param name path inside the archive, with `/`; without its ending it is the id
 * @throws {DataError} naming `where`, the field and what is wrong with it.
 */
export function readMarkdownArticle(text: string, { name, where }: { name: string; where: string }): Article {
  return parseArticleMarkdown(text, { id: name.replace(/\.(?:md|markdown)$/i, "").normalize("NFC"), where });
}
