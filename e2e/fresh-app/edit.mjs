import { readFile, writeFile } from 'node:fs/promises';

/** Changes the text of a file. */
export async function edit(file, change) {
  const text = await readFile(file, 'utf8');
  await writeFile(file, change(text));
}

/** Changes what is in a file of JSON. */
export const editJson = (file, change) =>
  edit(file, text => {
    const value = JSON.parse(text);
    change(value);
    return `${JSON.stringify(value, null, 2)}\n`;
  });
