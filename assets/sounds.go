package assets

import _ "embed" // The directives below need it.

//go:generate sh -c "cd sounds && go run generate.go"

var (
	//go:embed sounds/p0.wav
	soundP0 []byte
	//go:embed sounds/p1.wav
	soundP1 []byte
	//go:embed sounds/p2.wav
	soundP2 []byte
)

// SoundP0 is the tone of an immediate alert, two rising pairs, as a WAV file:
// 16 bit, mono, 22,050 Hz, under a second.
func SoundP0() []byte { return soundP0 }

// SoundP1 is the tone of what may wait a little, one falling pair, in the same
// format.
func SoundP1() []byte { return soundP1 }

// SoundP2 is the soft tone of an offer or a whisper, a single note, in the same
// format.
func SoundP2() []byte { return soundP2 }
