package handover

import (
	"encoding/json"
	"fmt"
)

// MaxItems is how many items a document may have, and how many entries any other list
// of a file.
const MaxItems = 4000

// maxValues bounds all values of a file together, lists within lists among them.
const maxValues = 32 * MaxItems

// outline is a file of which only the lengths of its lists are read.
type outline struct {
	Document struct {
		People    short `json:"people"`
		Items     short `json:"items"`
		Checklist short `json:"checklist"`
	} `json:"document"`
	Acknowledgements short `json:"acknowledgements"`
	Taken            short `json:"taken"`
}

// short is a list or an object of at most [MaxItems] entries, of which none is kept.
type short struct{}

// UnmarshalJSON counts.
func (*short) UnmarshalJSON(raw []byte) error {
	if _, outer := commas(raw); outer >= MaxItems {
		return fmt.Errorf("a list in it is longer than %d", MaxItems)
	}
	return nil
}

// bounded refuses a file with more in it than a handover has, before any of it is
// made: two bytes of a file may be an item of hundreds. The error wraps
// [ErrUnreadable].
func bounded(raw []byte) error {
	if all, _ := commas(raw); all > maxValues {
		return fmt.Errorf("%w: it has more than %d values", ErrUnreadable, maxValues)
	}
	var o outline
	if err := json.Unmarshal(raw, &o); err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return nil
}

// commas counts those between values of JSON, all of them and those of its outermost
// list or object.
func commas(raw []byte) (all, outer int) {
	depth, text := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ',':
			if all++; depth == 1 {
				outer++
			}
		}
	}
	return all, outer
}
