/**
 * Words from outside as Markdown: they stay words, on one line. Nothing in them formats, begins a
 * list or hides a link behind other words.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_~[\]<>|#]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');
}

/** A link; its address is expected to be one of the web. */
export function markdownLink(text: string, url: string): string {
  const address = url.replace(/[()<>\s\\]/g, encodeCharacter);
  return `[${escapeMarkdown(text)}](${address})`;
}

/** Lines to be typed or applied, kept as they are. */
export function markdownCode(code: string): string {
  const longest = Math.max(
    2,
    ...(code.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}

// encodeURIComponent leaves parentheses alone, which would end a link.
function encodeCharacter(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return `%${code.padStart(2, '0')}`;
}
