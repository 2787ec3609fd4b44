package learned

import "floorwalker/app/chat"

// kept is how many lines of a speaker are compared with a new one.
const kept = 8

// ring holds notes of a speaker's last lines.
type ring struct {
	notes [kept + 1]note // one more than are compared: the new line's own
	next  int            // where the next note goes
	n     int
}

// back returns the note of the line that was the k-th last; k is below n.
func (r *ring) back(k int) *note { return &r.notes[(r.next-1-k+len(r.notes))%len(r.notes)] }

// slot returns the place for a new note, which counts once push is called.
func (r *ring) slot() *note { return &r.notes[r.next] }

func (r *ring) push() {
	r.next = (r.next + 1) % len(r.notes)
	r.n = min(r.n+1, kept)
}

// side is what is remembered of one of the two speakers.
type side struct {
	ring     ring
	last     vector // the features of the last line
	lines    int32
	words    int32 // of all lines; grows by at most words.MaxRead a line
	sorry    int16 // apologies, halved with each line, in 1/256
	failures int16 // failures that it owned to, halved with each line, in 1/256
	polite   bool
	fresh    bool  // the last line brought something new
	repeated int16 // how much the last line repeated, in 1/256
	cross    int16 // the mood, halved with each line, in 1/256
	moods    int32 // the sum of the moods of all lines, in 1/256
}

// Memory is what is remembered of a chat. It is a value of fixed size without
// pointers, so a copy of it is a memory of its own; the zero Memory has seen
// nothing. It is a pure function of the lines that were read with it.
type Memory struct {
	lines    int32 // how many lines were read
	customer side
	bot      side
	issue    Issue
	topics   topics
	// answer is the bot's last line as bot_wrong saw it, to be revised by the
	// customer's next line.
	answer struct {
		logit int64
		line  int32
		open  bool
	}
	last chat.Speaker
}

// Lines returns how many lines were read.
func (m *Memory) Lines() int { return int(m.lines) }
