package handover

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Status is what became of a verification.
type Status int

// The statuses, which are exit statuses of floorhub verify, too.
const (
	// Good is as it was signed.
	Good Status = 0
	// Changed is not.
	Changed Status = 1
	// Unreadable is no handover.
	Unreadable Status = 2
)

// Report is what a verification found.
type Report struct {
	Status Status
	// Broken names the first thing that is not as it was signed: the id of an item,
	// "document", "signature", "acknowledgement 2", "taken 1", "file". It is empty
	// for a good file.
	Broken string
	// Words say it in a sentence.
	Words string
	// Vouched says that all keys are those of the people named.
	Vouched bool
	// Shift, From, To, Items and Acked are of the document; zero if it is unreadable.
	Shift        string
	From, To     string
	Items, Acked int
	Hash, Prev   string
}

// Follows reports whether a document is chained to the one before it.
func (r *Report) Follows(before *Report) bool { return r.Prev == before.Hash }

// Verify reads a file and says whether it is what was signed. Without keys it cannot
// say by whom, and does not: it is intact, but nobody vouches for the key.
func Verify(raw []byte, keys *Keys) Report {
	f, err := Decode(raw)
	if err != nil {
		return Report{Status: Unreadable, Words: "Not readable as a handover: " + typed.Line(err.Error()) + "."}
	}
	if keys != nil {
		f.Document.names = keys.names()
	}
	broken, words := f.broken()
	if broken == "" && !f.sameAs(raw) {
		broken, words = "file", "The file was written over by another program: what it says is as it was signed, its bytes are not."
	}
	if broken == "" && keys != nil {
		broken, words = f.unvouched(keys)
	}
	r := f.report()
	if broken != "" {
		r.Status, r.Broken, r.Words = Changed, broken, words
		return r
	}
	r.Vouched = keys != nil
	r.Words = f.good(r.Vouched)
	if r.Vouched {
		r.Words += f.misnamed(keys)
	}
	return r
}

// Check returns an error that wraps [ErrChanged] unless everything in the file is as
// it was signed by the keys that it names.
func (f *File) Check() error {
	if broken, words := f.broken(); broken != "" {
		return fmt.Errorf("%w: %s", ErrChanged, words)
	}
	return nil
}

func (f *File) report() Report {
	d := &f.Document
	r := Report{Shift: d.Shift, From: d.name(d.From), To: d.name(d.To), Items: len(d.Items), Hash: f.Hash, Prev: d.Prev}
	acked := f.acked()
	for _, it := range d.Items {
		if _, ok := acked[it.ID]; ok {
			r.Acked++
		}
	}
	return r
}

func (f *File) good(vouched bool) string {
	d := &f.Document
	what := fmt.Sprintf("the handover of shift %s from %s, %s, is as it was signed.", quoted(d.Shift), d.name(d.From), items(len(d.Items)))
	if vouched {
		return "Good: " + what + " Every signature is by a key of the person named."
	}
	return "Intact, but nobody vouches for the key: " + what +
		" Whose keys these are only the hub can say; get its list with “floorhub keys export” and give it with --keys."
}

// broken returns the first thing that is not as it was signed.
func (f *File) broken() (what, words string) {
	d := &f.Document
	for i := range d.Items {
		if want, err := d.Items[i].hash(); err != nil || want != d.Items[i].Hash {
			return itemName(i, &d.Items[i]), fmt.Sprintf("Item %d, %s, was changed after it was signed.", i+1, quoted(d.Items[i].Title))
		}
	}
	if hash, err := Hash(d); err != nil || hash != f.Hash {
		return "document", "The document was changed after it was signed: every item is whole, so one was added, taken out or moved, or something around them was changed."
	}
	if f.checkSignature() != nil {
		return "signature", fmt.Sprintf("The signature is not by the key that the document names: %s did not sign this.", d.name(d.From))
	}
	return f.brokenMarks()
}

// itemName is the id of an item; one whose id is gone has its number.
func itemName(i int, it *Item) string {
	if id := typed.Shorten(typed.Line(it.ID), 200); id != "" {
		return id
	}
	return "item " + strconv.Itoa(i+1)
}

// brokenMarks looks at what was signed under the document.
func (f *File) brokenMarks() (what, words string) {
	d := &f.Document
	known := make(map[string]bool, len(d.Items))
	for _, it := range d.Items {
		known[it.ID] = true
	}
	for i := range f.Acknowledgements {
		a := &f.Acknowledgements[i]
		name := "acknowledgement " + strconv.Itoa(i+1)
		if a.By == d.From {
			return name, fmt.Sprintf("The acknowledgement %d is by %s, who handed over: nobody takes over from themselves.", i+1, d.name(a.By))
		}
		if a.check(f.Hash) != nil {
			return name, fmt.Sprintf("The acknowledgement %d, of %s, was changed after it was signed.", i+1, d.name(a.By))
		}
		for _, id := range a.Items {
			if !known[id] {
				return name, fmt.Sprintf("The acknowledgement %d, of %s, is about an item that is not in the document.", i+1, d.name(a.By))
			}
		}
	}
	return f.brokenTaken()
}

// brokenTaken looks at what was taken in writing: once, by another than who goes.
func (f *File) brokenTaken() (what, words string) {
	d := &f.Document
	for i := range f.Taken {
		t := &f.Taken[i]
		name := "taken " + strconv.Itoa(i+1)
		switch {
		case i > 0:
			return name, "It was taken in writing more than once, which no hub grants."
		case t.Agent != d.From:
			return name, fmt.Sprintf("What %s took in writing lets %s go, who did not hand this over.", d.name(t.By), d.name(t.Agent))
		case t.By == d.From:
			return name, fmt.Sprintf("%s took in writing what they handed over themselves.", d.name(t.By))
		case t.check(f.Hash) != nil:
			return name, fmt.Sprintf("What %s took in writing was changed after it was signed.", d.name(t.By))
		}
	}
	return "", ""
}

// unvouched returns the first signature by a key that is not the signer's.
func (f *File) unvouched(keys *Keys) (what, words string) {
	d := &f.Document
	if why := keys.vouch(d.Key, d.From, d.At); why != "" {
		return "signature", fmt.Sprintf("Intact, but not signed by %s: %s.", d.name(d.From), why)
	}
	for i, a := range f.Acknowledgements {
		if why := keys.vouch(a.Key, a.By, a.At); why != "" {
			return "acknowledgement " + strconv.Itoa(i+1), fmt.Sprintf("Intact, but the acknowledgement %d is not by %s: %s.", i+1, d.name(a.By), why)
		}
	}
	for i, t := range f.Taken {
		if why := keys.vouch(t.Key, t.By, t.At); why != "" {
			return "taken " + strconv.Itoa(i+1), fmt.Sprintf("Intact, but what was taken in writing is not by %s: %s.", d.name(t.By), why)
		}
		if !keys.lead(t.By) {
			return "taken " + strconv.Itoa(i+1), fmt.Sprintf("Intact, but by the list of keys %s is no lead, and only a lead takes in writing what is left.", d.name(t.By))
		}
	}
	return "", ""
}

// misnamed says so where the document gives somebody another name than the list of keys
// does: what it calls people is the word of who signed it. It is no fault by itself, for
// people are renamed; so the list's names are the ones that are printed.
func (f *File) misnamed(keys *Keys) (words string) {
	names := keys.names()
	for _, id := range slices.Sorted(maps.Keys(f.Document.People)) {
		if own, known := names[id]; known && own != f.Document.People[id] {
			return fmt.Sprintf(" The document calls %s %s, and the list of keys %s.", quoted(id), quoted(f.Document.People[id]), quoted(own))
		}
	}
	return ""
}

// sameAs reports whether raw is how the file is written.
func (f *File) sameAs(raw []byte) bool {
	own, err := f.Encode()
	return err == nil && bytes.Equal(own, raw)
}

// acked returns the first acknowledgement of each item.
func (f *File) acked() map[string]*Acknowledgement {
	out := make(map[string]*Acknowledgement)
	for i := range f.Acknowledgements {
		for _, id := range f.Acknowledgements[i].Items {
			if out[id] == nil {
				out[id] = &f.Acknowledgements[i]
			}
		}
	}
	return out
}

// Open returns the items that nobody has acknowledged. None is open once a lead has
// taken them in writing.
func (f *File) Open() []Item {
	if len(f.Taken) > 0 {
		return nil
	}
	acked := f.acked()
	var open []Item
	for _, it := range f.Document.Items {
		if acked[it.ID] == nil {
			open = append(open, it)
		}
	}
	return open
}

// name returns how a person is called: by the list of keys where there is one, which
// leaves those whom it does not know their ids, and else in the document.
func (d *Document) name(id chat.AgentID) string {
	if id == "" {
		return "nobody"
	}
	names := d.People
	if d.names != nil {
		names = d.names
	}
	if n := typed.Shorten(typed.Line(names[id]), 80); n != "" {
		return n
	}
	return typed.Shorten(typed.Line(string(id)), 80)
}

// quoted writes what came from a file as one short line.
func quoted[S ~string](s S) string { return "“" + typed.Shorten(typed.Line(string(s)), 120) + "”" }

func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return strconv.Itoa(n) + " items"
}
