/**
 * Takes whoever pressed the button to the first field that is wrong: it may be screens above. Waits until what is wrong is
 * marked. A question of several boxes or radios has no field of its own to mark: it is `data-missing`, and its first is gone to.
 */
export function focusFirstWrong(form: ParentNode | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-missing] input:enabled')?.focus());
}
