/** Languages of the product. Their names stand in their own language, whatever the screen speaks. */
export const languages: readonly { value: 'ja' | 'en'; label: string }[] = [
  { value: 'ja', label: '日本語' },
  { value: 'en', label: 'English' },
]
