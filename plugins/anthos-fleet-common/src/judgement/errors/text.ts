/**
 * Cuts a text to a number of characters, with an ellipsis as the last one, and never through the
 * middle of a character that is written as two.
 */
export function capText(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  const cut = text.slice(0, max - 1);
  const last = cut.charCodeAt(cut.length - 1);
  const halved = last >= 0xd800 && last <= 0xdbff;
  return `${halved ? cut.slice(0, -1) : cut}…`;
}
