import { render } from 'preact'
import { addStyles } from '../shared/dom.ts'
import { longKeep } from '../shared/keep.ts'
import type { PanelHandle, Surroundings } from '../shared/types.ts'
import { Talk } from '../talk/talk.ts'
import { Wire } from '../talk/wire.ts'
import { Dialog } from './dialog.tsx'
import { prepareSound, ring } from './sound.ts'
import { panelStyles } from './styles.ts'

/** Puts the chat window beside the launcher and starts its talk. */
export const mount = (surroundings: Surroundings): PanelHandle => {
  const { root, base, config, identity } = surroundings
  addStyles(root, panelStyles(config))
  const place = document.createElement('div')
  root.append(place)
  const soundKey = `madoguchi:${config.token}:sound`
  let { language } = surroundings
  let open = false
  let unread = -1
  const sound = (): boolean => {
    const chosen = longKeep.get(soundKey)
    return chosen === null ? (talk.state.settings?.sound ?? false) : chosen === 'on'
  }
  const talk = new Talk(
    {
      wire: new Wire(base, config.token, language),
      keep: longKeep,
      token: config.token,
      place: surroundings.place,
      tell: surroundings.tell,
      rang: () => sound() && ring(),
    },
    identity,
  )
  const draw = (): void => {
    render(
      <Dialog
        talk={talk}
        config={config}
        language={language}
        open={open}
        sound={sound()}
        setSound={(on) => {
          longKeep.set(soundKey, on ? 'on' : 'off')
          if (on) prepareSound()
          draw()
        }}
        close={surroundings.closed}
      />,
      place,
    )
  }
  talk.watch(() => {
    if (talk.state.unread === unread) return
    unread = talk.state.unread
    surroundings.unread(unread)
  })
  // Files on their way exist only on this page.
  window.addEventListener('beforeunload', (event) => {
    if (talk.state.outgoing.some(({ state, files }) => state === 'waiting' && files.length > 0))
      event.preventDefault()
  })
  draw()
  return {
    open() {
      open = true
      prepareSound()
      draw()
    },
    close() {
      open = false
      draw()
    },
    identify: (next) => talk.identify(next),
    speak(next) {
      language = next
      talk.speak(next)
      draw()
    },
  }
}
