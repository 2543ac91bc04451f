import { PostsPage } from './PostsPage.tsx'

/** What everybody is told to go by. */
export default function Announcements() {
  return <PostsPage kind="announcement" />
}
