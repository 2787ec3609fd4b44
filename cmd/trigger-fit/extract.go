package main

import (
	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// walk reads every dialogue of rows with weights f, and hands each line to
// see after it was read.
func walk(rows []row, f *linear.File, see func(i int, r *learned.Reader, t learned.Turn)) error {
	w, err := learned.NewWeights(f)
	if err != nil {
		return err
	}
	reader := learned.NewReader(w)
	var mem learned.Memory
	for i := range rows {
		if i == 0 || rows[i].Dialog != rows[i-1].Dialog {
			mem = learned.Memory{}
		}
		from := chat.SpeakerBot
		if rows[i].Speaker == "user" {
			from = chat.SpeakerCustomer
		}
		see(i, reader, reader.Read(&mem, learned.Line{From: from, At: chat.Instant(i * 20_000), Text: rows[i].Text}))
	}
	return nil
}

// line makes a sample of the features and n-grams of the line read last.
func line(r *learned.Reader, set string, y bool) sample {
	s := r.Sample()
	out := sample{dense: values(s.Features), y: y, set: set, weight: 1, split: len(s.Words)}
	out.grams = hashes(make([]uint32, 0, len(s.Words)+len(s.Runes)), s.Words)
	out.grams = hashes(out.grams, s.Runes)
	return out
}

func hashes(to []uint32, grams []words.Gram) []uint32 {
	for _, g := range grams {
		to = append(to, g.Hash)
	}
	return to
}

// values turns features into numbers whose one is one.
func values(xs []int16) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = float64(x) / linear.One
	}
	return out
}
