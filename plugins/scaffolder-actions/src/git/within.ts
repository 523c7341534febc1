/** A path below a folder of the repository; '' is its root. */
export function within(folder: string, path: string): string {
  return folder ? `${folder}/${path}` : path;
}
