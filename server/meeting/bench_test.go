package meeting

import (
	"runtime"
	"testing"
)

// BenchmarkFind also reports what all parses together have left on the heap. With -benchtime 1000000x it tells what a
// million leave.
func BenchmarkFind(b *testing.B) {
	blizz := services(b, "")
	for name, text := range map[string]string{
		"id":       "m12-345-678",
		"topic":    "m12-345-678 Sprint review",
		"link":     "https://go.blizz.com/join/m12345678?lng=de Stand-up",
		"pasted":   "Hello,\nplease join my meeting:\nhttps://go.teamviewer.com/v15/m02358428\nMeeting ID: m023-584-28\nPassword: aB3-x9\n",
		"no match": "tomorrow then",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			before := heap()
			for b.Loop() {
				_, _ = blizz.Find(text)
			}
			b.ReportMetric(float64(heap()-before), "heap-growth-B")
		})
	}
}

// heap is the bytes in use on the heap, without garbage. Only a second collection empties the pools that regular
// expressions work with.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
