# eRm::PCM on its own data and on simulated ratings of six outcomes; thresholds and their errors moved to a mean of nought.
source("write.R")
suppressPackageStartupMessages(library(eRm))
value <- function(X) {
  fit <- PCM(X)
  V <- solve(fit$hessian)
  beta <- as.numeric(fit$W %*% fit$etapar)
  items <- sub("\\.c[0-9]+$", "", sub("^beta ", "", names(fit$betapar)))
  K <- length(beta)
  D <- diag(K)
  for (k in seq_len(K)[-1]) if (items[k] == items[k - 1]) D[k, k - 1] <- -1
  C <- (diag(K) - 1 / K) %*% D
  B <- fit$W
  th <- as.numeric(C %*% beta)
  p <- person.parameter(fit)
  f <- itemfit(p)
  shift <- mean(D %*% beta)
  measures <- unique(data.frame(total = rowSums(X), theta = p$theta.table[, 1]))
  ends <- c(0, sum(apply(X, 2, max)))
  measures <- measures[!measures$total %in% ends, ]
  measures <- measures[order(measures$total), ]
  list(logLik = fit$loglik, thresholds = th, se = sqrt(diag(C %*% B %*% V %*% t(B) %*% t(C))),
       infit = unname(f$i.infitMSQ), outfit = unname(f$i.outfitMSQ), totals = measures$total, measures = measures$theta - shift)
}
set.seed(2)
theta <- rnorm(400, 0.3, 1.2)
steps <- list(c(-1.5, -0.2, 1.1), c(-0.8, 0.4, 1.9), c(-2, -1, 0.5), c(-0.5, -0.6, 1.4), c(-1.2, 0.9, 1.6), c(0.2, 0.8))
draw <- function(d) sapply(theta, function(t) sample(0:length(d), 1, prob = exp(cumsum(c(0, t - d)))))
sim <- sapply(steps, draw)
input <- list(erm = unname(as.matrix(pcmdat2)), simulated = unname(sim))
write_reference("rasch", input, list(erm = value(pcmdat2), simulated = value(as.data.frame(sim))))
