import { PLACEHOLDER } from './template';
export function headlineOf(code: string | undefined, template: string): string {
  return (
    template.split(PLACEHOLDER).join('…').slice(0, 200) ||
    code ||
    'Unknown error'
  );
}
