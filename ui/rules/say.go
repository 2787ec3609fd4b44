package rules

import (
	"strconv"
	"strings"

	"floorwalker/ui/words"
)

// nothing stands for a value that is empty.
const nothing = "nothing"

func figure(n int) string { return strconv.Itoa(n) }

// group is the table of the file that a key stands in; a key of the file's own top is
// a group of its own.
func group(key string) string {
	g, _, _ := strings.Cut(key, ".")
	return g
}

// spoken is a key as people say it: "first_response.max" is "First response max".
func spoken(key string) string {
	return words.Upper(strings.NewReplacer("_", " ", ".", " ").Replace(key))
}

// oneLine shortens a list for a row.
func oneLine(value string) string {
	const most = 160
	if len(value) <= most {
		return value
	}
	cut := most
	for cut > 0 && value[cut]&0xc0 == 0x80 {
		cut--
	}
	return value[:cut] + "…"
}
