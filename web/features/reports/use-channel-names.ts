import { useQuery } from '@tanstack/react-query'
import { channelsQuery } from '../../api/reads/settings.ts'
import { useWords } from './use-words.ts'

/** Names of kinds of channels, as each says them itself. */
export function useChannelNames(): (channel: string) => string {
  const words = useWords()
  const { data = [] } = useQuery(channelsQuery)
  const titles = new Map(data.map(({ name, title }) => [name, words(title)]))
  return (channel) => titles.get(channel) ?? channel
}
