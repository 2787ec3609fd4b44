package thread

import (
	"strings"

	"floorwalker/app/script"
)

// inserted is an approved text that was put into a draft.
type inserted struct {
	id     script.ResponseID
	filled script.Filled
}

// inserted are the approved texts that were put into the draft.
func (w *writer) inserted() []script.Filled {
	fs := make([]script.Filled, 0, len(w.texts[w.chat]))
	for _, in := range w.texts[w.chat] {
		fs = append(fs, in.filled)
	}
	return fs
}

// from is the approved response that a text was filled from: the only one that was
// put into it, if its words are still there.
func (w *writer) from(text string) string {
	if len(w.texts[w.chat]) != 1 {
		return ""
	}
	if in := w.texts[w.chat][0]; in.id != "" && strings.Contains(text, strings.TrimSpace(in.filled.Text)) {
		return string(in.id)
	}
	return ""
}
