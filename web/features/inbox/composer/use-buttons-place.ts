import { useState } from 'react'

/** An element of its own for the buttons of the rich editor: there from the first drawing, so that none follows for it. */
export function useButtonsPlace(): HTMLElement {
  const [place] = useState(() => {
    const element = document.createElement('div')
    element.style.display = 'contents'
    return element
  })
  return place
}
