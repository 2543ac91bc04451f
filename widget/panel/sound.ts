let audio: AudioContext | undefined

/** Browsers allow sound only after the visitor did something: called when they open the window. */
export const prepareSound = (): void => {
  try {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') audio.resume().catch(() => undefined)
  } catch {
    // A browser without sound is silent.
  }
}

/** Two soft notes: an answer has come. */
export const ring = (): void => {
  if (audio?.state !== 'running') return
  const context = audio
  for (const [at, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const start = context.currentTime + at
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.08, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3)
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + 0.32)
  }
}
