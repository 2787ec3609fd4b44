package label

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"

	"floorwalker/app/chat"
)

// Row is a turn as the labelled sets write it.
type Row struct {
	Set     string       `json:"set"`
	Dialog  string       `json:"dialog"`
	Turn    int          `json:"turn"`
	Speaker string       `json:"speaker"`
	Text    string       `json:"text"`
	Labels  map[Name]int `json:"labels"`
	Raw     Raw          `json:"raw"`
}

// Raw is what the set's maker knows besides.
type Raw struct {
	// Seconds since the chat's first line.
	Seconds int64 `json:"seconds"`
	// By says where each label comes from: "desk" or "label".
	By map[Name]string `json:"by,omitempty"`
}

// The places where labels come from.
const (
	byDesk  = "desk"
	byLabel = "label"
)

// Export writes every turn of the threads that have a label, masked, and
// returns how many chats, turns and labels that were. The turns without a label
// are there as what came before the others.
func Export(out io.Writer, set string, threads []*Thread, book *Book) (chats, turns, labels int, err error) {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, t := range threads {
		rows, n := rowsOf(set, t, book)
		if n == 0 {
			continue
		}
		chats, turns, labels = chats+1, turns+len(rows), labels+n
		for i := range rows {
			if err := enc.Encode(&rows[i]); err != nil {
				return chats, turns, labels, err
			}
		}
	}
	return chats, turns, labels, w.Flush()
}

func rowsOf(set string, t *Thread, book *Book) (rows []Row, labels int) {
	for i, turn := range t.Turns {
		r := Row{
			Set: set, Dialog: fmt.Sprintf("chat-%06d", t.Number), Turn: i, Speaker: speaker(turn.From),
			Text: Mask(turn.Text, t.Private), Labels: map[Name]int{},
			Raw: Raw{Seconds: int64(turn.At.Sub(t.Turns[0].At).Seconds())},
		}
		marks, by := merged(t.Desk[turn.Message], book, Place{t.ID, turn.Message})
		for name, so := range marks {
			if r.Labels[name] = 0; so {
				r.Labels[name] = 1
			}
		}
		if len(by) > 0 {
			r.Raw.By = by
		}
		labels += len(marks)
		rows = append(rows, r)
	}
	return rows, labels
}

// merged returns the labels of a turn: what was judged here beats what a desk
// said.
func merged(desk Marks, book *Book, p Place) (marks Marks, by map[Name]string) {
	marks, by = Marks{}, map[Name]string{}
	maps.Copy(marks, desk)
	for name := range desk {
		by[name] = byDesk
	}
	judged, _ := book.Judged(p)
	for name, so := range judged {
		marks[name], by[name] = so, byLabel
	}
	return marks, by
}

func speaker(s chat.Speaker) string {
	if s == chat.SpeakerCustomer {
		return "user"
	}
	return "bot"
}
