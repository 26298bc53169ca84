# Time for a certificate, the smallest of all rounds: gnuplot -e "csv='...'; svg='...'" plot.gp
set terminal svg size 760,520 font 'sans-serif,12' background 'white'
set output svg
set datafile separator comma
floor = 2e-8
set logscale x
set xrange [floor:1e-3]
set format x '%.0s %cs'
set xlabel 'time for a certificate, logarithmic'
set grid x
stats csv skip 1 using 4 nooutput
set yrange [STATS_records - 0.4:-0.6]
set ytics nomirror
set style fill solid 0.9 noborder
set lmargin 28
unset key
# The first seven rows are ours.
colour(row) = row < 7 ? 0x2A7F62 : 0x8899AA
plot csv skip 1 using ($4*1e-9):0:(floor):($4*1e-9):($0-0.35):($0+0.35):(colour($0)):ytic(1) with boxxyerror linecolor rgb variable, \
     csv skip 1 using ($4*1.15e-9):0:(sprintf('%.0f ns', $4)) with labels left font ',10'
