// Runs before the first paint, so that a chosen theme does not flash.
try {
  const chosen = localStorage.getItem('madoguchi.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.mantineColorScheme = chosen
  const language = localStorage.getItem('madoguchi.language')
  if (language === 'ja' || language === 'en') document.documentElement.lang = language
} catch {}
