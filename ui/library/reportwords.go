package library

import (
	"fmt"
	"strings"

	"floorwalker/app/script"
	"floorwalker/ui/words"
)

// refusedMost is how many refused rows are listed; the rest are counted.
const refusedMost = 100

// say is the report's title and what it means.
func (v *reportView) say() (title, about string) {
	switch v.stage {
	case reading:
		return "Reading " + v.in.name + "…", "Nothing is written before you have seen what the file would do."
	case planned:
		return "What " + v.in.name + " would do", "Nothing is written yet. What is in the library and not in the file stays as it is."
	case writing:
		return "Importing " + v.in.name + "…", "Each response goes to this desk's disk first, and from there to the hub."
	case failed:
		return v.in.name + " was not imported", v.words
	}
	about = "It is on this desk's disk, and on every desk once the hub has it."
	if n := v.left(); n > 0 {
		about += " What was changed here since the file was written was left alone: look at both."
	}
	return v.in.name + " was imported", about
}

// refusedRows lists rows with their lines.
func refusedRows(rs []*script.FileError) string {
	var b strings.Builder
	for i, r := range rs {
		if i == refusedMost {
			fmt.Fprintf(&b, "and %d more", len(rs)-i)
			break
		}
		b.WriteString(words.Upper(r.Error()) + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
