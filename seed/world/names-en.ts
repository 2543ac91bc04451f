const words = (text: string): readonly string[] => text.trim().split(/\s+/)

export const firstNames = words(`
  James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
  Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Steven Ashley Paul Emily Andrew Donna
  Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa Timothy Deborah Jason Rebecca Ryan Laura Jacob Cynthia
  Nicholas Amy Eric Kathleen Jonathan Angela Larry Anna Justin Emma Scott Olivia Brandon Hannah Samuel Grace Nathan
  Chloe Priya Wei Fatima Diego Sofia Kwame Aisha Mateo Ingrid Sean Niamh Hiroko Ravi Leilani Tomasz Zoe
`)

export const lastNames = words(`
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
  Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young
  Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter
  Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris O'Brien McAllister
  Kowalski Okafor Patel Lindqvist Nakagawa Fitzgerald Haugen Abernathy Delacroix
`)

/** State, a town in it, and the beginning of its ZIP codes. */
export const towns: readonly (readonly [state: string, town: string, zip: string])[] = [
  ['Oregon', 'Eugene', '974'],
  ['Oregon', 'Bend', '977'],
  ['Washington', 'Spokane', '992'],
  ['Washington', 'Olympia', '985'],
  ['California', 'Fresno', '937'],
  ['California', 'Santa Rosa', '954'],
  ['California', 'San Diego', '921'],
  ['Colorado', 'Fort Collins', '805'],
  ['Utah', 'Provo', '846'],
  ['Idaho', 'Boise', '837'],
  ['Montana', 'Missoula', '598'],
  ['Texas', 'Austin', '787'],
  ['Minnesota', 'Duluth', '558'],
  ['Wisconsin', 'Madison', '537'],
  ['Illinois', 'Chicago', '606'],
  ['Ohio', 'Columbus', '432'],
  ['Michigan', 'Ann Arbor', '481'],
  ['Pennsylvania', 'Pittsburgh', '152'],
  ['New York', 'Ithaca', '148'],
  ['New York', 'Brooklyn', '112'],
  ['Vermont', 'Burlington', '054'],
  ['Massachusetts', 'Northampton', '010'],
  ['Maine', 'Portland', '041'],
  ['North Carolina', 'Asheville', '288'],
  ['Georgia', 'Athens', '306'],
  ['Tennessee', 'Knoxville', '379'],
  ['New Mexico', 'Santa Fe', '875'],
  ['Arizona', 'Flagstaff', '860'],
  ['Alaska', 'Juneau', '998'],
  ['Hawaii', 'Hilo', '967'],
]

export const streets = words(`
  Maple Oak Cedar Birch Alder Juniper Willow Elm Spruce Chestnut Lakeview Ridge Mill Orchard Prospect Harbor Larkspur
`)
