//go:build ignore

// Generate writes the three alert tones next to itself: "go run generate.go" in
// this folder. They are made from sine waves here, so nobody else's recording
// is passed on with the program.
package main

import (
	"bytes"
	"encoding/binary"
	"log"
	"math"
	"os"
)

const rate = 22_050 // samples a second: a tone of 1.3 kHz needs no more

// note is one sine wave with a soft start and end; 0 Hz is silence.
type note struct {
	hertz   float64
	seconds float64
}

func main() {
	write("p0.wav", 0.45, []note{{880, 0.12}, {0, 0.04}, {1174.66, 0.12}, {0, 0.04}, {880, 0.12}, {0, 0.04}, {1174.66, 0.18}})
	write("p1.wav", 0.45, []note{{659.26, 0.14}, {523.25, 0.22}})
	write("p2.wav", 0.2, []note{{523.25, 0.16}})
}

// write writes one tone; loud is its peak, 1 being all there is.
func write(name string, loud float64, tune []note) {
	var pcm []int16
	for _, n := range tune {
		count := int(n.seconds * rate)
		for i := range count {
			t := float64(i) / rate
			edge := min(1, t/0.008, (n.seconds-t)/0.05)
			wave := math.Sin(2*math.Pi*n.hertz*t) + 0.25*math.Sin(4*math.Pi*n.hertz*t)
			pcm = append(pcm, int16(wave*edge*loud*math.MaxInt16/1.25))
		}
	}
	if err := os.WriteFile(name, wav(pcm), 0o644); err != nil {
		log.Fatal(err)
	}
}

// wav wraps 16-bit mono samples in a RIFF header.
func wav(pcm []int16) []byte {
	var b bytes.Buffer
	size := uint32(2 * len(pcm))
	for _, v := range []any{
		[]byte("RIFF"), 36 + size, []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1),
		uint32(rate), uint32(2 * rate), uint16(2), uint16(16), []byte("data"), size, pcm,
	} {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			log.Fatal(err)
		}
	}
	return b.Bytes()
}
