/** Whom the paper tells of with an office, by name or by surname and office. */
import type { People } from "./asked.js";
import { type Archive, findStories } from "./mentions.js";

export function peopleOf(archive: Archive): People {
  return {
    isPerson: (name) => archive.register.officesOf(name).length > 0,
    whoIs: (surname, office) => {
      const people = new Set(
        findStories(office, archive).flatMap(({ mentions }) =>
          mentions.map(({ person }) => person).filter((person) => person.startsWith(surname)),
        ),
      );
      return people.size === 1 ? [...people][0]! : null;
    },
  };
}
