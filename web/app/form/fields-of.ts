/** Text fields of a form that was sent. */
export const fieldsOf = (form: HTMLFormElement): ((name: string) => string) => {
  const data = new FormData(form)
  return (name) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
}
