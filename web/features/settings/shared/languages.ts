/** Languages of the product. Their names stand in their own language, whatever the screen speaks. */
export const languageChoices = [
  { value: 'ja', label: '日本語' },
  { value: 'en', label: 'English' },
]
