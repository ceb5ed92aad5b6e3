/** The picture of a control structure: drawn anew after each change, and edited in place. What it needs comes when it is there. */
export default function structurePicture(section: HTMLElement): void {
  void import("../diagrams/structure/editor").then(({ edit }) => edit(section))
}
