/** Puts the focus into the first field of a form that is wrong, once what is wrong is drawn. */
export function focusWrong(form: HTMLElement | null): void {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
}
