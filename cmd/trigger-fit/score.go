package main

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// question is a line from who measures.
type question struct {
	Chat string `json:"chat"`
	Turn int    `json:"turn"`
	From string `json:"from"`
	Text string `json:"text"`
}

// verdict is the line that answers it.
type verdict struct {
	Chat    string             `json:"chat"`
	Turn    int                `json:"turn"`
	Micros  int64              `json:"micros"`
	Nanos   int64              `json:"nanos"`
	Scores  map[string]float64 `json:"scores"`
	Over    []string           `json:"over"`
	Alert   []string           `json:"alert"`
	Fired   []string           `json:"fired"`
	Revised []revision         `json:"revised,omitempty"`
	X       []int16            `json:"x,omitempty"`
	Pair    []int16            `json:"pair,omitempty"`
	Rev     []int16            `json:"rev,omitempty"`
	Traits  []int16            `json:"traits,omitempty"`
}

type revision struct {
	Turn  int     `json:"turn"`
	Rule  string  `json:"rule"`
	Score float64 `json:"score"`
	Over  bool    `json:"over"`
	Alert bool    `json:"alert"`
}

// watched is a chat while it is being scored.
type watched struct {
	mem   learned.Memory
	turns []int // the number that who measures gave each line
	held  [learned.RuleCount]bool
}

// score answers each line of in with its scores.
func score(in io.Reader, out io.Writer, f *linear.File, dump bool) error {
	w, err := learned.NewWeights(f)
	if err != nil {
		return err
	}
	reader, chats := learned.NewReader(w), map[string]*watched{}
	enc := json.NewEncoder(out)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return err
		}
		c := chats[q.Chat]
		if c == nil {
			c = new(watched)
			chats[q.Chat] = c
		}
		v := c.read(reader, q)
		if dump {
			s := reader.Sample()
			v.X, v.Pair, v.Rev, v.Traits = s.Features, s.Pair, s.Revised, s.Traits
		}
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (c *watched) read(r *learned.Reader, q question) verdict {
	from := chat.SpeakerCustomer
	if q.From == "bot" {
		from = chat.SpeakerBot
	}
	at := chat.Instant(len(c.turns) * 20_000)
	c.turns = append(c.turns, q.Turn)
	began := time.Now()
	t := r.Read(&c.mem, learned.Line{From: from, At: at, Text: q.Text})
	nanos := time.Since(began).Nanoseconds()
	v := verdict{Chat: q.Chat, Turn: q.Turn, Nanos: nanos, Micros: (nanos + 500) / 1000, Scores: map[string]float64{}, Over: []string{}, Alert: []string{}, Fired: []string{}}
	for rule := range learned.RuleCount {
		s, limits := t.Scores[rule], proposed[rule]
		if !s.Known() {
			continue
		}
		name := rule.String()
		v.Scores[name] = s.Float()
		if s >= limits.notice {
			v.Over = append(v.Over, name)
		}
		alert := s >= limits.alert && (!limits.beyond || t.Beyond)
		if alert {
			v.Alert = append(v.Alert, name)
		}
		if alert && (!c.held[rule] || rule == learned.HumanRequest) {
			v.Fired = append(v.Fired, name)
			c.held[rule] = true
		}
		if s < limits.notice {
			c.held[rule] = false
		}
	}
	if t.Revised.Known() {
		limits := proposed[learned.BotWrong]
		v.Revised = []revision{{c.turns[t.RevisedLine], learned.BotWrong.String(), t.Revised.Float(), t.Revised >= limits.notice, t.Revised >= limits.alert}}
	}
	return v
}

// limits are the thresholds of a rule; beyond says that only a problem that
// is beyond the bot alerts.
type limits struct {
	notice, alert chat.Score
	beyond        bool
}

// proposed are the thresholds that the policy should ship. Read-only.
var proposed = [learned.RuleCount]limits{
	learned.Frustration:    {chat.ScoreOf(5000), chat.ScoreOf(9850), false},
	learned.HumanRequest:   {chat.ScoreOf(5000), chat.ScoreOf(9000), false},
	learned.BotWrong:       {chat.ScoreOf(6000), chat.ScoreOf(9800), false},
	learned.Technical:      {chat.ScoreOf(5000), chat.ScoreOf(9000), true},
	learned.Billing:        {chat.ScoreOf(5000), chat.ScoreOf(9700), true},
	learned.BotRepeat:      {chat.ScoreOf(5000), chat.ScoreOf(9500), false},
	learned.CustomerRepeat: {chat.ScoreOf(5000), chat.ScoreOf(9600), false},
}
