/** A component as a part of a widget that has its card, with a translated title, itself. */
export function partsOf(Widget: () => JSX.Element) {
  return {
    Content: Widget,
    Renderer: ({ Content }: { Content: () => JSX.Element }) => <Content />,
  };
}
