package linear_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

func TestScoreIsLogistic(t *testing.T) {
	for l := -10 * linear.Unit; l <= 10*linear.Unit; l += 37 {
		want := 10_000 / (1 + math.Exp(-float64(l)/linear.Unit))
		if got := linear.Logit(l).Score().TenThousandths(); math.Abs(float64(got)-want) > 4 {
			t.Fatalf("logit %d: got %d, want %.1f", l, got, want)
		}
	}
}

func TestScoreRises(t *testing.T) {
	last := linear.Logit(-9 * linear.Unit).Score()
	for l := linear.Logit(-9 * linear.Unit); l <= 9*linear.Unit; l++ {
		s := l.Score()
		if s < last {
			t.Fatalf("the score falls at %d", l)
		}
		last = s
	}
}

func TestRoot(t *testing.T) {
	for n := 1; n < 50_000; n = n*5/4 + 1 {
		want := 65536 / math.Sqrt(float64(n))
		if got := float64(linear.Root(n)); math.Abs(got-want) > 2 {
			t.Errorf("root of %d: got %v, want %.1f", n, got, want)
		}
	}
}

func TestCosine(t *testing.T) {
	for _, c := range []struct {
		dot, aa, bb int64
		want        int16
	}{{0, 5, 5, 0}, {5, 5, 5, 256}, {-5, 5, 5, -256}, {1, 0, 1, 0}, {1 << 40, 1 << 40, 1 << 40, 256}, {12, 16, 36, 128}} {
		if got := linear.Cosine(c.dot, c.aa, c.bb); got < c.want-1 || got > c.want+1 {
			t.Errorf("%+v: got %d", c, got)
		}
	}
}

func TestTable(t *testing.T) {
	table := linear.Table{Rows: make([][linear.Heads]int16, 4)}
	table.Rows[1] = [linear.Heads]int16{linear.GramUnit, 0, -linear.GramUnit, 0}
	var sums linear.Sums
	table.Add([]words.Gram{{Hash: 1}, {Hash: 5}, {Hash: 2}, {Hash: 3}}, &sums) // two of four, over the root of four
	if sums[0] != linear.Unit || sums[2] != -linear.Unit || sums[1] != 0 {
		t.Errorf("got %v", sums)
	}
}

func TestDense(t *testing.T) {
	d := linear.Dense{Bias: linear.Unit, Weights: []int32{2 * linear.Unit, -linear.Unit}}
	if got := d.Dot([]int16{linear.One, linear.One / 2, 99}); got != linear.Unit*5/2 {
		t.Errorf("got %d", got)
	}
}

func file() *linear.File {
	return &linear.File{Sections: []linear.Section{
		{Name: "a", Width: 1, Values: []int32{-128, 0, 127}},
		{Name: "b", Width: 2, Values: []int32{-32768, 32767}},
		{Name: "c", Width: 4, Values: []int32{math.MinInt32, math.MaxInt32}},
		{Name: "none", Width: 4, Values: []int32{}},
	}}
}

func TestFile(t *testing.T) {
	f := file()
	got, err := linear.Decode(f.Encode())
	if err != nil || !reflect.DeepEqual(got, f) {
		t.Fatalf("got %+v, %v", got, err)
	}
	if got.Section("b")[1] != 32767 || got.Section("z") != nil {
		t.Error("a section is found by its name")
	}
}

func TestDecodeRefuses(t *testing.T) {
	b := file().Encode()
	for i := range b {
		c := append([]byte(nil), b...)
		c[i] ^= 1
		if _, err := linear.Decode(c); !errors.Is(err, linear.ErrFile) {
			t.Fatalf("byte %d was changed: %v", i, err)
		}
		if _, err := linear.Decode(b[:i]); !errors.Is(err, linear.ErrFile) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(file().Encode())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := linear.Decode(b)
		if err == nil && string(got.Encode()) != string(b) {
			// A number may be written in more bytes than it needs; what was
			// read must then still be a file.
			if _, err := linear.Decode(got.Encode()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
