/** What to do, in words, and what to paste somewhere to do it. */
export interface SplitRemedy {
  text: string;
  code?: string;
}

// Lines that a person types or applies, as opposed to words.
const CODE_LINE =
  /^(gcloud|kubectl|nomos|curl|helm|git|asmcli|terraform|roles\/)\b|^(apiVersion|kind|metadata):/;

// A command at the end of a sentence.
const TRAILING_COMMAND =
  /^([^\n]*?):\s+((?:gcloud|kubectl|nomos|helm|git|curl)\s[^\n]+)$/;

/**
 * Tells the words of a remedy from the command or manifest in it: whatever stands between fences,
 * from the first line that looks like code to the end, or the command that ends a sentence.
 */
export function splitRemedy(remedy: string): SplitRemedy {
  const fenced = /^([\s\S]*?)```[a-z]*\n([\s\S]*?)\n?```\s*([\s\S]*)$/.exec(
    remedy,
  );
  if (fenced) {
    const [, before, code, after] = fenced;
    return { text: [before.trim(), after.trim()].join(' ').trim(), code };
  }
  const [, words, command] = TRAILING_COMMAND.exec(remedy.trim()) ?? [];
  if (words && command) {
    return { text: `${words}:`, code: command };
  }
  const lines = remedy.split('\n');
  const first = lines.findIndex(line => CODE_LINE.test(line.trim()));
  if (first < 0) {
    return { text: remedy.trim() };
  }
  const indent = /^\s*/.exec(lines[first])?.[0].length ?? 0;
  const code = lines
    .slice(first)
    .map(line => (line.slice(0, indent).trim() ? line : line.slice(indent)))
    .join('\n')
    .trimEnd();
  return { text: lines.slice(0, first).join(' ').trim(), code };
}
