# metafor::escalc: Hedges' g, large groups and tiny ones; log odds ratios divided by 1.65 for Cox's index.
source("write.R")
suppressPackageStartupMessages(library(metafor))
m <- data.frame(n1 = c(40, 3, 250), m1 = c(2.1, 1.5, 2.44), s1 = c(0.7, 0.4, 0.81), n2 = c(25, 4, 90), m2 = c(1.8, 2.3, 2.40), s2 = c(0.9, 0.6, 0.77))
g <- escalc("SMD", n1i = n1, m1i = m1, sd1i = s1, n2i = n2, m2i = m2, sd2i = s2, data = m)
s <- data.frame(n = c(12, 5, 40), of = c(40, 30, 80), n2 = c(20, 0, 41), of2 = c(45, 22, 90))
o <- escalc("OR", ai = n, n1i = of, ci = n2, n2i = of2, data = s, to = "only0", add = 0.5)
write_reference("standardised-difference", list(means = as.list(m), shares = as.list(s)),
  list(g = as.numeric(g$yi), gSe = sqrt(g$vi), cox = as.numeric(o$yi) / 1.65, coxSe = sqrt(o$vi) / 1.65))
