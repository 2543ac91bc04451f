let context: AudioContext | undefined

/** Browsers hold sounds back until the person has touched the page; one that comes later than this would only confuse. */
const patience = 1000

const ring = (audio: AudioContext, frequency: number, from: number): void => {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  const start = audio.currentTime + from
  tone.frequency.value = frequency
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.12, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.4)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(start + 0.45)
}

/** Plays two short tones. Made here, so that there is no file to load. */
export async function playSound(): Promise<void> {
  if (!('AudioContext' in globalThis)) return
  context ??= new AudioContext()
  const asked = Date.now()
  await context.resume()
  if (Date.now() - asked > patience) return
  ring(context, 880, 0)
  ring(context, 1175, 0.12)
}
