package knowledge

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
)

// ErrWeights means that a file of weights cannot be used.
var ErrWeights = errors.New("knowledge: the weights cannot be used")

// Weights turn the comparison of an answer with its passage into a score.
// They are integers, in thousandths, so that every processor comes to the same
// score. The zero Weights judge every answer alike.
type Weights struct {
	// Version is the file's own; it rises with every fit that ships.
	Version int
	values  [featureCount]int
}

// maxWeight bounds a weight, in thousandths, so that no sum overflows.
const maxWeight = 1_000_000

// ParseWeights reads the file that cmd/knowledge-fit writes: a line "name
// integer" for the version and for each feature, all of them and no other, and
// comments after #. Its errors are [ErrWeights] and name the line.
func ParseWeights(file []byte) (Weights, error) {
	var w Weights
	names := featureNames()
	seen := make(map[string]bool)
	lines := bufio.NewScanner(bytes.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 || seen[fields[0]] {
			return Weights{}, fmt.Errorf("%w: line %d is no name with an integer, or a name again", ErrWeights, n)
		}
		v, err := strconv.Atoi(fields[1])
		if err != nil || v > maxWeight || v < -maxWeight {
			return Weights{}, fmt.Errorf("%w: line %d has no integer in range", ErrWeights, n)
		}
		seen[fields[0]] = true
		switch at := slices.Index(names[:], fields[0]); {
		case at >= 0:
			w.values[at] = v
		case fields[0] == "version":
			w.Version = v
		default:
			return Weights{}, fmt.Errorf("%w: line %d names an unknown feature", ErrWeights, n)
		}
	}
	if err := lines.Err(); err != nil {
		return Weights{}, fmt.Errorf("%w: %w", ErrWeights, err)
	}
	if len(seen) != featureCount+1 {
		return Weights{}, fmt.Errorf("%w: a feature or the version is missing", ErrWeights)
	}
	return w, nil
}

// score is the logistic of the weighted sum.
func (w *Weights) score(f *features) chat.Score {
	var sum int64 // in millionths
	for i, v := range f {
		sum += int64(v) * int64(w.values[i])
	}
	return chat.ScoreOf(logistic(sum))
}

// logistic returns 10,000/(1+exp(-x)) for x in millionths, by straight lines
// between quarters: it rises everywhere between -8 and 8.
func logistic(x int64) int {
	const quarter = 250_000
	if x < 0 {
		return 10_000 - logistic(-x)
	}
	at := x / quarter
	if at >= int64(len(logisticAt)-1) {
		return logisticAt[len(logisticAt)-1]
	}
	low, high := int64(logisticAt[at]), int64(logisticAt[at+1])
	return int(low + (high-low)*(x-at*quarter)/quarter)
}

// logisticAt holds the values at 0, 0.25, 0.5 and so on to 8.
var logisticAt = [...]int{
	5000, 5622, 6225, 6792, 7311, 7773, 8176, 8520, 8808, 9047, 9241, 9399, 9526, 9627, 9707, 9770, 9820, 9859,
	9890, 9914, 9933, 9948, 9959, 9968, 9975, 9981, 9985, 9988, 9991, 9993, 9994, 9996, 9997,
}

// FeatureNames returns the names of the features in the order of [Measure].
func FeatureNames() []string {
	names := featureNames()
	return names[:]
}

// Measure returns the features of an answer beside the passage that it should
// rest on, in thousandths, for cmd/knowledge-fit. Before is the customer's
// line that was answered; it may be empty.
func Measure(answer, passage, before string) []int {
	var a, p, b reading
	a.read(answer)
	p.read(passage)
	b.read(before)
	f := compare(&a, &p, &b)
	return f[:]
}
