package wire

import (
	"encoding/json"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// sample returns a line of about size bytes.
func sample(size int) []byte {
	text := strings.Repeat("incoming calls are not \"coming\" on my number since morning, मीरा. ", 1+size/70)
	e := chat.Event{ID: "practice:c7:3", At: 1_795_307_528_123, Chat: "c7", Body: &chat.MessagePosted{
		Message: "c7:3", From: chat.SpeakerCustomer, Name: "Rohan M.", Text: text[:size-220], Confidence: chat.ScoreOf(5_800),
	}}
	return AppendEvent(nil, &e)
}

func BenchmarkDecodeEvent(b *testing.B) {
	line := sample(1_700)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeEvent(line, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodeEventStock is what the standard library takes for the same
// line, so that the choice of decoder stays a measured one.
func BenchmarkDecodeEventStock(b *testing.B) {
	line := sample(1_700)
	type stock struct {
		ID, Chat, Kind string
		At             int64
		Body           chat.MessagePosted
	}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		var e stock
		if err := json.Unmarshal(line, &e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendEvent(b *testing.B) {
	e, err := DecodeEvent(sample(1_700), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var buf []byte
	for b.Loop() {
		buf = AppendEvent(buf[:0], &e)
	}
}

// BenchmarkDecodeFrame is the same line alone in its frame, as on a calm floor.
func BenchmarkDecodeFrame(b *testing.B) {
	frame := AppendFrame(nil, &Frame{Kind: FrameEvents, First: 41_000, Resume: "floor/1234567", Events: [][]byte{sample(1_700)}})
	b.ReportAllocs()
	for b.Loop() {
		f, err := DecodeFrame(frame, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := DecodeEvent(f.Events[0], nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAppendFrame is what the hub does for such a frame.
func BenchmarkAppendFrame(b *testing.B) {
	f := &Frame{Kind: FrameEvents, First: 41_000, Resume: "floor/1234567", Events: [][]byte{sample(1_700)}}
	b.ReportAllocs()
	var buf []byte
	for b.Loop() {
		buf = AppendFrame(buf[:0], f)
	}
}
