package assets_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"floorwalker/assets"
)

// A player that meets a broken header says nothing and plays nothing.
func TestSoundsAreWAV(t *testing.T) {
	for name, b := range map[string][]byte{"P0": assets.SoundP0(), "P1": assets.SoundP1(), "P2": assets.SoundP2()} {
		if len(b) < 44 || string(b[:4]) != "RIFF" || string(b[8:16]) != "WAVEfmt " || string(b[36:40]) != "data" {
			t.Fatalf("%s is no WAV file", name)
		}
		if n := binary.LittleEndian.Uint32(b[40:]); int(n) != len(b)-44 {
			t.Errorf("%s says %d bytes and has %d", name, n, len(b)-44)
		}
		if len(b) > 44_144 {
			t.Errorf("%s is longer than a second", name)
		}
	}
	if bytes.Equal(assets.SoundP0(), assets.SoundP1()) || bytes.Equal(assets.SoundP1(), assets.SoundP2()) {
		t.Error("the tones must differ")
	}
}
